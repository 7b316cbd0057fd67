"""What telling words of other languages mean in English, for the index of likeness (engine/likeness.py).

Each row, which can go on in the next line: English words that causes use, and behind the colon the beginnings of words
that mean them in German, French, Spanish, Italian, Portuguese and Dutch, without accents, and whole terms of Japanese,
Chinese and Korean. A compound means what its parts do. They are the languages of the portal in which most reports are
written; what is not here is looked up as it stands. Behind `=` stand short forms that count in any language.
"""

from __future__ import annotations

from collections.abc import Mapping

_ROWS = """
backup: sicherung datensicherung sauvegard respald copia backup cópia salvataggio salvaguard reservekopie バックアップ
    备份 備份 백업
snapshot: momentaufnahme schnappschuss instantane instantanea istantanea momentopname スナップショット 快照 스냅샷
restore point: wiederherstellungspunkt restaurac restauration ripristin herstelpunt 復元ポイント リストアポイント
    还原点 복원
virtual machine vm: maschine machine virtuelle maquina macchina 仮想マシン 虚拟机 가상
agent: agente エージェント 代理 에이전트
extension: erweiterung estension extensao extensie 拡張機能 扩展 확장
service: dienst servicio servizio servico サービス 服务 서비스
stopped: gestoppt beendet angehalten arrete arretee detenid parad arrestat fermat gestopt 停止 停止中 已停止 중지
off powered deallocated shut down: ausgeschaltet heruntergefahren abgeschaltet ausgestellt eteint eteinte apagad
    desasignad deasignad spent deallocat desligad desalocad uitgeschakeld uitgezet 割り当て解除 シャットダウン
    電源オフ 关机 解除分配 꺼짐
running: laufend lauft demarr ejecucion esecuzione execucao draait 実行中 运行
start: starten gestartet startet demarrer arrancar iniciar avviar opstarten 起動 开始 启动
restart reboot: neustart neu gestartet redemarr reinici riavvi reinicia herstart 再起動 重启 재부팅
disabled: deaktiviert desactiv disabilit desabilit disattivat uitgeschakeld 無効 禁用
enabled: aktiviert activ habilit abilit ingeschakeld 有効 启用
installed: installiert instalad installat geinstalleerd インストール 安装
missing: fehlt fehlend manquant falta manca ausente ontbreekt 見つから 存在しない 缺少
deleted delete: geloscht loschen loscht supprim eliminad borrad borrar eliminat cancellat apagar excluid verwijder
    削除 删除 刪除 삭제
lock: sperre schloss loschsperre verrou bloqueo blocco bloqueio vergrendel ロック 锁 잠금
readonly read-only lock: schreibgeschutzt lecture seule solo lectura sola lettura alleen lezen 読み取り専用 只读
resource group: ressourcengruppe groupe grupo gruppo resourcegroep リソースグループ リソース 资源组
subscription: abonnement suscripcion sottoscrizione abbonamento assinatura サブスクリプション 订阅
region location: regionen standort emplacement ubicacion localizacao regio リージョン 区域 地域
vault: tresor coffre almacen archivio cofre kluis コンテナー 保管库 자격
policy: richtlinie strategie directiva criterio politica beleid ポリシー 策略 정책
key vault key: schlusseltresor schlussel cle clave chiave chave sleutel キー 密钥
encrypted encryption: verschlusselt chiffr cifrad encript crittograf criptograf versleutel 暗号化 加密
permission role rights authorization: berechtigung rechte rolle autorisation droits permis autoriz autorizacion
    permess ruoli permissao machtiging rechten アクセス許可 権限 权限 权能
access denied: zugriff verweigert acces refus acceso denegado accesso negato acesso toegang geweigerd アクセス拒否
    拒否 拒绝
network connectivity: netzwerk verbindung reseau connexion connectivit red conexion rete conness rede conexao netwerk
    verbinding ネットワーク 接続 网络 连接
firewall: brandmauer pare-feu parefeu cortafuegos ファイアウォール 防火墙
blocked: blockiert blockt gesperrt bloque bloquead bloccat geblokkeerd ブロック 阻止
outbound: ausgehend sortant salient uscita saida uitgaand 送信 出站
storage account: speicherkonto speicher stockage almacenamiento archiviazione armazenamento opslag ストレージ 存储
disk: festplatte datentrager disque disco schijf ディスク 磁盘
space full: voll speicherplatz platz plein espace espacio lleno pieno spazio cheio espaco vol ruimte 空き容量 容量不足
    空间 いっぱい
memory: arbeitsspeicher memoire memoria geheugen メモリ 内存
update updates: aktualisier mise jour actualizac aggiornament atualizac bijwerk updates 更新 アップデート
old version outdated: veraltet alt version obsolete desactualiz obsolet verouderd 古い バージョン 旧
antivirus virus scanner: virenscanner virenschutz virusscanner antivirenprogramm ウイルス 杀毒 防病毒
certificate: zertifikat certificat certificado certificat 証明書 证书
clock time: uhrzeit uhr horloge reloj orologio relogio klok 時計 時刻 时钟
moved: verschoben umgezogen deplac movid spostat movido verplaatst 移動 移动
renamed: umbenannt renomm renombrad rinominat renomead hernoemd 名前変更
expired: abgelaufen expir caducad scadut verlopen 期限切れ 过期
limit maximum reached: grenze hochstzahl limite maximum atteint alcanz raggiunt bereikt 上限 最大数 限制
frozen freeze hangs: eingefroren hangt haengt gele fige congel colgad bloccat congelad bevroren ハング フリーズ 冻结
slow: langsam lent lento lenta traag 遅い 慢
password: kennwort passwort mot passe contrasena senha wachtwoord パスワード
unsupported not supported: unterstutzt unterstutz pris charge compatible admite supportat suportad ondersteund
    サポート 不支持
writer: generator enregistreur escritor scrittor gravador schrijver ライター 编写器
shadow copy: schattenkopie volumeschattenkopie cliche clone instantaneas ombra sombra schaduwkopie シャドウコピー 卷影
domain controller: domanencontroller controleur domaine controlador dominio ドメインコントローラー
already protected: bereits geschutzt deja protege protegid protett beveiligd 保護 已保护
immutable: unveranderlich immuable inmutable immutabil imutavel onveranderbaar 不変 不可变
soft deleted: vorlaufig logicament recuperabl sanft eliminacion temporanea 論理的な削除 論理削除 软删除
registered: registriert enregistr registrad registrat geregistreerd 登録 注册
scheduled schedule: geplant zeitplan planifi program pianificat agend gepland スケジュール 计划
transfer: ubertragung uebertragung transfert transferenc trasferiment overdracht 転送 传输
retention: aufbewahrung retencion retention conservazione retencao bewaar 保持期間 保留
tag: kennzeichnung etiquett etiqueta markierung tagging タグ 标记
address ip: adresse direccion indirizzo endereco adres アドレス 地址
static fixed: statisch fest fixe statique fija estatica statico fixo vast 固定 静态
python: パイソン
timeout timed out: zeituberschreitung zeitlimit delai depass agotad scadut タイムアウト 超时
classic: klassisch classique clasic classic クラシック 经典
migrated migration: migrier migrad migrat migration migre gemigreerd 移行 迁移 마이그레이션
appliance: アプライアンス 虚拟设备
takes long hours: dauert stundenlang stunden dure heures tarda horas dura ore demora uren 終わりません 終わらない
    完了しない 時間かかる 小时
changed data: geandert anderung modifi cambiad modificat alterad gewijzigd 変更 入れ替え 更改
added new: hinzugefugt ajoute agregad anadid aggiunt adicionad toegevoegd 追加 添加
attached: angehangt angeschlossen attach adjunt collegat anexad gekoppeld アタッチ 附加
first initial: erste erstmal premier primera prima primeira eerste 初回 最初 首次
shared: geteilt freigegeben gemeinsam partag compartid condivis compartilhad gedeeld 共有 共享
unmanaged: unverwaltet 非管理対象 非托管
private endpoint: privater endpunkt prive privado privato プライベートエンドポイント プライベート 专用终结点
on demand: bedarf manuell demande demanda richiesta aanvraag オンデマンド 手動 按需
cluster nodes: clusterknoten knoten noeud nodo クラスター 群集
undelete recover: wiederherstellen recuperar recuperer ripristinare 元に戻す 取り消し 恢复
generalized: generalisiert verallgemeinert generalis generalizad 一般化 通用化
scale set: skalierungsgruppe skalierung ensemble echelle conjunto escala スケールセット 规模集
trusted launch: vertrauenswurdig start fiable inicio confianza トラステッド起動 受信任启动
ephemeral: kurzlebig ephemere efimer effimer efemer エフェメラル 临时
different other: andere anderen anderer anderes autre otra otro altra altro outra outro 別の 異なる 另一个 不同
longer overruns: langer longtemps tiempo lungo 長い 長く 更长
template: vorlage modele plantilla modello modelo sjabloon テンプレート 模板
damaged corrupt: beschadigt defekt korrupt corromp danad corrott danneggi beschadigd 破損 损坏
file system: dateisystem fichiers archivos ficheros bestandssysteem ファイルシステム 文件系统
crash: absturz abgesturzt plante cuelga クラッシュ 崩溃
waiting queue: wartet warteschlange attente espera attesa wachtrij 待機 キュー 排队
quarantined: quarantane quarantaine cuarentena quarantena 隔離 隔离
hardening: hartung gehartet durcissement endurecimiento 強化 加固
proxy: proxyserver プロキシ 代理服务器
cleanup: aufgeraumt aufraumen bereinigt nettoye limpi pulizia opgeruimd 掃除 清理
account identity: konto identitat compte identite cuenta identidad identita conta アカウント マネージド 身份
resource group: =rg =rgs
operating system: =os
key vault: =kv =akv
recovery services vault: =rsv
restore point collection: =rpc =rpcs
network security group: =nsg =nsgs
disk encryption set: =des
customer managed key: =cmk
azure disk encryption: =ade
service principal: =spn
volume shadow copy: =vss
customscript extension: =cse
site recovery: =asr
extension: =plugin =plugins
agent: =daemon
python: =interpreter
freeze: =quiesce =quiesced =quiescing
permission rights: =acl =acls
reader reading role: leser lecteur lector lettore leitor lezer 閲覧者
database: datenbank base datos base donnees banca dati banco dados データベース 数据库
subscription: =sub =subs
terraform: =tf
managed identity: =msi =uami
role permission: =iam
kubernetes: =k8s
site recovery replication: =dr
cross region restore: =crr
multi user authorization: =mua
customer managed key: =byok
trusted launch: =tvm
confidential vm: =cvm
failover cluster: =wsfc =fci
geo redundant: =grs
locally redundant: =lrs
zone redundant: =zrs
terabytes tb: =tib
"""


def _meanings() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in _ROWS.strip().replace("\n    ", " ").split("\n"):
        english, _, words = row.partition(":")
        for word in words.split():
            found[word] = f"{found[word]} {english}" if word in found else english
    return found


MEANINGS: Mapping[str, str] = _meanings()

# Things of which it is well that there is none: whoever tells of `no lock` does not tell of a lock.
_UNNEEDED = """
    lock locks antivirus antivirenprogramm virenscanner proxy firewall nsg policies bitlocker encryption sperre sperren
    verrou verrous bloqueo bloqueos blocco blocchi bloqueios pare-feu cortafuegos verschlüsselung chiffrement cifrado
"""
UNNEEDED = frozenset(_UNNEEDED.split())
